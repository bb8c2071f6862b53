package hudson.search;

/** Declares what is used of the interface {@code hudson.search.SearchItem}. */
public interface SearchItem {}
