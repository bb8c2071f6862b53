package hudson.search;

/** Declares what is used of the class {@code hudson.search.SuggestedItem}. */
public class SuggestedItem {
    public SuggestedItem(SearchItem top) {}
}
