package dev.appdb.request;

/** Patterns in which {@code *} stands for any characters, also none, and {@code ?} for one. */
public final class Glob {
    private Glob() {}

    /**
     * Returns whether the whole text matches. Only the last {@code *} ever takes more characters, so that the time is at most the
     * length of the pattern times that of the text, whatever the pattern.
     */
    public static boolean matches(String pattern, String text) {
        int at = 0;
        int in = 0;
        int star = -1;
        int taken = 0;
        while (in < text.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                taken = in;
            } else if (at < pattern.length() && (pattern.charAt(at) == '?' || pattern.charAt(at) == text.charAt(in))) {
                at++;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++taken;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }
}
