package hudson;

import java.util.AbstractList;
import java.util.Collection;
import java.util.Iterator;
import jenkins.model.Jenkins;

/** Declares what is used of the class {@code hudson.ExtensionList}. */
public class ExtensionList<T> extends AbstractList<T> {
    protected ExtensionList(Jenkins jenkins, Class<T> extensionType) {}

    @Deprecated
    @Override
    public boolean add(T t) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public void add(int index, T element) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public T get(int index) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public Iterator<T> iterator() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public static <T> ExtensionList<T> lookup(Class<T> type) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public static <U> U lookupSingleton(Class<U> type) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public final T remove(int index) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public boolean remove(Object o) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public boolean removeAll(Collection<?> c) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public int size() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
