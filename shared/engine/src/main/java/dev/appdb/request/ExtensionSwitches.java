package dev.appdb.request;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The extensions to declare on, to declare off, and those that are to be declared neither way; those not named are left as
 * they are.
 *
 * @param switches true is on, false is off
 * @param undeclared those whose declaration is removed; none of them is in {@code switches}
 */
public record ExtensionSwitches(SortedMap<ExtensionName, Boolean> switches, SortedSet<ExtensionName> undeclared) {
    public static final ExtensionSwitches NONE = new ExtensionSwitches(new TreeMap<>());

    private static final String UNSET = "unset";

    public ExtensionSwitches {
        switches = Collections.unmodifiableSortedMap(new TreeMap<>(switches));
        undeclared = Collections.unmodifiableSortedSet(new TreeSet<>(undeclared));
    }

    /** Without any whose declaration is removed. */
    public ExtensionSwitches(SortedMap<ExtensionName, Boolean> switches) {
        this(switches, new TreeSet<>());
    }

    /**
     * Reads {@code NAME=on}, {@code NAME=off} and {@code NAME=unset}, separated by spaces or commas.
     *
     * @throws IllegalArgumentException naming every part that can't be read, or that is given in two ways
     */
    public static ExtensionSwitches of(String text) {
        SortedMap<ExtensionName, String> states = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        for (String part : text.split("[\\s,]+", -1)) {
            if (!part.isEmpty()) {
                read(part, states, problems);
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        SortedMap<ExtensionName, Boolean> switches = new TreeMap<>();
        SortedSet<ExtensionName> undeclared = new TreeSet<>();
        states.forEach((name, state) -> {
            if (state.equals(UNSET)) {
                undeclared.add(name);
            } else {
                switches.put(name, state.equals("on"));
            }
        });
        return new ExtensionSwitches(switches, undeclared);
    }

    private static void read(String part, SortedMap<ExtensionName, String> states, List<String> problems) {
        int equals = part.lastIndexOf('=');
        String state = equals < 0 ? "" : part.substring(equals + 1);
        if (!List.of("on", "off", UNSET).contains(state)) {
            problems.add("\"" + Names.printable(part) + "\" is not NAME=on, NAME=off or NAME=unset");
            return;
        }
        try {
            ExtensionName name = new ExtensionName(part.substring(0, equals));
            String before = states.put(name, state);
            if (before != null && !before.equals(state)) {
                problems.add("extension " + name + " is given as both " + before + " and " + state);
            }
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    public boolean isEmpty() {
        return switches.isEmpty() && undeclared.isEmpty();
    }

    /** The declaration once these are applied to it. */
    public SortedMap<ExtensionName, Boolean> appliedTo(SortedMap<ExtensionName, Boolean> declared) {
        SortedMap<ExtensionName, Boolean> after = new TreeMap<>(declared);
        after.putAll(switches);
        after.keySet().removeAll(undeclared);
        return after;
    }

    /** {@code hstore=unset pg_trgm=on vector=off}. */
    @Override
    public String toString() {
        return String.join(" ", words());
    }

    /** The same as words of a command line. */
    public List<String> words() {
        SortedMap<ExtensionName, String> states = new TreeMap<>();
        switches.forEach((name, on) -> states.put(name, on ? "on" : "off"));
        undeclared.forEach(name -> states.put(name, UNSET));
        return states.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
    }
}
