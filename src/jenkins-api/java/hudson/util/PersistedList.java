package hudson.util;

import java.util.AbstractList;
import java.util.Collection;
import java.util.Iterator;

/** Declares what is used of the class {@code hudson.util.PersistedList}. */
public class PersistedList<T> extends AbstractList<T> {
    protected PersistedList() {}

    @Override
    public boolean add(T item) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public boolean addAll(Collection<? extends T> items) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public boolean contains(Object item) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public T get(int index) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public boolean isEmpty() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public Iterator<T> iterator() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public boolean remove(Object o) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public int size() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public <X> X[] toArray(X[] array) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
