#!/bin/sh
# What a site generator would do.
set -e
mkdir -p dist
cp index.html dist/
