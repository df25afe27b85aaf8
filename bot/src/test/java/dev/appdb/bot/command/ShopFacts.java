package dev.appdb.bot.command;

import dev.appdb.form.Answer;
import dev.appdb.form.Choice;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.Target;
import dev.appdb.setting.Settings;
import dev.appdb.setting.SetupFacts;
import java.util.List;
import java.util.Optional;

/** A project with the apps blog and shop; shop has dev, which is remembered as local, and prod, remembered as AWS. */
public final class ShopFacts implements SetupFacts {
    @Override
    public List<Choice> apps() {
        return List.of(new Choice("blog", ""), new Choice("shop", "has a database"));
    }

    @Override
    public Optional<String> appProblem(AppName app) {
        return apps().stream().anyMatch(choice -> choice.value().equals(app.value()))
                ? Optional.empty()
                : Optional.of("there is no app " + app + ": use one of blog, shop");
    }

    @Override
    public List<Choice> environments(AppName app) {
        return app.value().equals("shop") ? List.of(new Choice("dev", ""), new Choice("prod", "")) : List.of();
    }

    @Override
    public Optional<Answer> remembered(
            AppName app, EnvironmentName environment, Optional<Target> target, String question) {
        if (!app.value().equals("shop") || !question.equals(Settings.TARGET.id())) {
            return Optional.empty();
        }
        return Optional.of(new Answer(environment.value().equals("dev") ? "local" : "aws", "the last setup"));
    }
}
