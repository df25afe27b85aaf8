package dev.appdb.request;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The extensions to switch on and off; those not named are left as they are.
 *
 * @param switches true is on, false is off
 */
public record ExtensionSwitches(SortedMap<ExtensionName, Boolean> switches) {
    public static final ExtensionSwitches NONE = new ExtensionSwitches(new TreeMap<>());

    public ExtensionSwitches {
        switches = Collections.unmodifiableSortedMap(new TreeMap<>(switches));
    }

    /**
     * Reads {@code NAME=on} and {@code NAME=off}, separated by spaces or commas.
     *
     * @throws IllegalArgumentException naming every part that can't be read, or that is both on and off
     */
    public static ExtensionSwitches of(String text) {
        SortedMap<ExtensionName, Boolean> switches = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        for (String part : text.split("[\\s,]+", -1)) {
            if (!part.isEmpty()) {
                read(part, switches, problems);
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new ExtensionSwitches(switches);
    }

    private static void read(String part, SortedMap<ExtensionName, Boolean> switches, List<String> problems) {
        int equals = part.lastIndexOf('=');
        String state = equals < 0 ? "" : part.substring(equals + 1);
        if (!state.equals("on") && !state.equals("off")) {
            problems.add("\"" + Names.printable(part) + "\" is not NAME=on or NAME=off");
            return;
        }
        try {
            ExtensionName name = new ExtensionName(part.substring(0, equals));
            Boolean before = switches.put(name, state.equals("on"));
            if (before != null && before != state.equals("on")) {
                problems.add("extension " + name + " is given as both on and off");
            }
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    public boolean isEmpty() {
        return switches.isEmpty();
    }

    /** {@code pg_trgm=on vector=off}. */
    @Override
    public String toString() {
        return switches.entrySet().stream().map(ExtensionSwitches::word).collect(Collectors.joining(" "));
    }

    /** The same as words of a command line. */
    public List<String> words() {
        return switches.entrySet().stream().map(ExtensionSwitches::word).toList();
    }

    private static String word(Map.Entry<ExtensionName, Boolean> entry) {
        return entry.getKey() + "=" + (entry.getValue() ? "on" : "off");
    }
}
