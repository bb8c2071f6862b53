package com.fasterxml.jackson.dataformat.toml;

import com.fasterxml.jackson.core.FormatFeature;
import com.fasterxml.jackson.core.FormatSchema;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.Version;

/** Declares what is used of the class {@code com.fasterxml.jackson.dataformat.toml.TomlFactory}. */
public final class TomlFactory extends JsonFactory {
    public TomlFactory() {}

    @Override
    public boolean canParseAsync() {
        return false;
    }

    @Override
    public boolean canUseSchema(FormatSchema schema) {
        return false;
    }

    @Override
    public int getFormatGeneratorFeatures() {
        return 0;
    }

    @Override
    public String getFormatName() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public int getFormatParserFeatures() {
        return 0;
    }

    @Override
    public Class<? extends FormatFeature> getFormatReadFeatureType() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public Class<? extends FormatFeature> getFormatWriteFeatureType() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public boolean requiresPropertyOrdering() {
        return false;
    }

    @Override
    public Version version() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
