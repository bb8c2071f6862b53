#!/bin/sh
# The trial: what was packed is what will run.
set -e
grep -q welcome "$DELIVERY_CANDIDATES/api/dist/www/index.txt"
grep -q cart "$DELIVERY_CANDIDATES/cart/dist/www/index.txt"
grep -q Coffee "$DELIVERY_CANDIDATES/site/dist/index.html"
