package io.jenkins.plugins.testeddelivery.jenkins.pages;

/** Who recorded something, as a page shows it: a build with a link while it is there, or whatever the record says. */
public final class Actor {
    private final String text;
    private final String link;

    Actor(String text, String link) {
        this.text = text;
        this.link = link;
    }

    public String getText() {
        return text;
    }

    /** The build's page, below the controller's root, with a slash in front; empty: there is none. */
    public String getLink() {
        return link;
    }
}
