package com.fasterxml.jackson.dataformat.toml;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Declares what is used of the class {@code com.fasterxml.jackson.dataformat.toml.TomlMapper}. */
public class TomlMapper extends ObjectMapper {
    public TomlMapper() {}

    @Override
    public Version version() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
