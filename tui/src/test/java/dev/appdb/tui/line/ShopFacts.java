package dev.appdb.tui.line;

import dev.appdb.form.Answer;
import dev.appdb.form.Choice;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.Target;
import dev.appdb.setting.Settings;
import dev.appdb.setting.SetupFacts;
import java.util.List;
import java.util.Optional;

/** A project with the apps shop and blog; shop has the environments dev and prod, and dev is remembered as local. */
public final class ShopFacts implements SetupFacts {
    public static final String REMEMBERED_IN = "infra/shop/appdb/dev.json";

    @Override
    public List<Choice> apps() {
        return List.of(new Choice("blog", ""), new Choice("shop", "has a database"));
    }

    @Override
    public Optional<String> appProblem(AppName app) {
        return apps().stream().anyMatch(choice -> choice.value().equals(app.value()))
                ? Optional.empty()
                : Optional.of("there is no infra/" + app + ": use one of blog, shop");
    }

    @Override
    public List<Choice> environments(AppName app) {
        return app.value().equals("shop")
                ? List.of(new Choice("dev", ""), new Choice("prod", ""))
                : List.of(new Choice("staging", ""));
    }

    @Override
    public Optional<Answer> remembered(
            AppName app, EnvironmentName environment, Optional<Target> target, String question) {
        return app.value().equals("shop") && environment.value().equals("dev") && question.equals(Settings.TARGET.id())
                ? Optional.of(new Answer("local", REMEMBERED_IN))
                : Optional.empty();
    }
}
