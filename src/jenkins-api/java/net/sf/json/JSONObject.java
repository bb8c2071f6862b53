package net.sf.json;

import java.io.Serializable;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Declares what is used of the class {@code net.sf.json.JSONObject}. */
public final class JSONObject implements Map<String, Object>, Comparable, Serializable {
    public JSONObject() {}

    @Override
    public void clear() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public int compareTo(Object obj) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public boolean containsKey(Object key) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public boolean containsValue(Object value) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public Set entrySet() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public boolean equals(Object obj) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public Object get(Object key) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public Object get(String key) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public boolean has(String key) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public int hashCode() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public boolean isEmpty() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public Set<String> keySet() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public boolean optBoolean(String key) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public int optInt(String key, int defaultValue) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public String optString(String key, String defaultValue) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public Object put(String key, Object value) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public void putAll(Map map) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public Object remove(Object key) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public int size() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public Collection values() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
