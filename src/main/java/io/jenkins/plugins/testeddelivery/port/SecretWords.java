package io.jenkins.plugins.testeddelivery.port;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells by its name, or by its own form, what is a secret; hides the values in a text that will be kept or shown. */
public final class SecretWords {
    private static final List<Pattern> NAMES = List.of(
            Pattern.compile("(?:.*_)?(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIALS?|APIKEY|AUTH|PAT)(?:_?\\d+)?"),
            Pattern.compile("(?:.*_)?(?:API|ACCESS|SECRET|PRIVATE|ENCRYPTION|SIGNING|LICENSE|MASTER|DEPLOY|SSH)_KEY"),
            Pattern.compile("(?:.*_)?SECRET_KEY_BASE"),
            Pattern.compile("(?:.*_)?(?:SECRET|TOKEN|PASSWORD)_(?:VALUE|STRING|TEXT)"));

    /** Secrets that are known by their form. */
    private static final Pattern FORMS = Pattern.compile("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b"
            + "|\\bgh[pousr]_[A-Za-z0-9]{30,255}\\b|\\bgithub_pat_[A-Za-z0-9_]{30,255}\\b|\\bglpat-[A-Za-z0-9_-]{20,64}\\b"
            + "|\\bnpm_[A-Za-z0-9]{36}\\b|\\bxox[abprs]-[A-Za-z0-9-]{10,250}\\b|\\bsk_live_[A-Za-z0-9]{16,250}\\b"
            + "|-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----");

    private static final Pattern IN_ADDRESS = Pattern.compile("(://[^/\\s:@\"']{0,200}:)[^@/\\s\"']{1,300}(?=@)");
    private static final Pattern BEARER = Pattern.compile(
            "(?i)(authorization:\\s{0,4}(?:bearer|basic|token)\\s{1,4})[^\\s\"'$]{4,4000}");
    private static final Pattern OPTION = Pattern.compile(
            "(?i)(--(?:password|token|secret|api-key|access-token|auth-token)[= ])[^\\s\"'$]{1,4000}");
    private static final Pattern ASSIGNED =
            Pattern.compile("\\b([A-Za-z][A-Za-z0-9_]{2,60})(\\s?[=:]\\s?)(\"[^\"]{0,4000}\"|'[^']{0,4000}'|[^\\s\"']{1,4000})");

    private SecretWords() {}

    /** Whether what has this name is a secret: {@code NPM_TOKEN} is, {@code TOKEN_FILE} and {@code TOKENIZER} are not. */
    public static boolean name(String name) {
        String upper = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toUpperCase(Locale.ROOT)
                .replaceAll("[-.]", "_");
        return NAMES.stream().anyMatch(pattern -> pattern.matcher(upper).matches());
    }

    /** Whether the text itself holds a secret, whatever it is called. */
    public static boolean holds(String text) {
        return FORMS.matcher(text).find() || IN_ADDRESS.matcher(text).results().anyMatch(address -> !address.group()
                .substring(address.group(1).length()).startsWith("$"))
                || BEARER.matcher(text).find() || OPTION.matcher(text).find();
    }

    /** The text with what may be a secret replaced by {@code ***}. */
    public static String hidden(String text) {
        String hidden = FORMS.matcher(text).replaceAll("***");
        hidden = IN_ADDRESS.matcher(hidden).replaceAll("$1***");
        hidden = BEARER.matcher(hidden).replaceAll("$1***");
        hidden = OPTION.matcher(hidden).replaceAll("$1***");
        return ASSIGNED.matcher(hidden)
                .replaceAll(match -> name(match.group(1))
                        ? Matcher.quoteReplacement(match.group(1) + match.group(2) + "***")
                        : Matcher.quoteReplacement(match.group()));
    }
}
