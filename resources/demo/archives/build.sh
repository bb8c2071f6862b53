#!/bin/sh
# What a compiler would do: install the dependencies, take the shared library, pack the service.
set -e
mkdir -p dist
sed 's/^/installed /' requirements.txt > dist/installed.txt
cp -R www docs dist/
if [ -d ../../packages/prices ] && [ "$DELIVERY_COMPONENT" = api ]; then
  cp -R ../../packages/prices dist/www/
fi
