package hudson.search;

import java.util.List;

/** Declares what is used of the interface {@code hudson.search.SearchResult}. */
public interface SearchResult extends List<SuggestedItem> {}
