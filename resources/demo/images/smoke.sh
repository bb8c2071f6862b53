#!/bin/sh
# The trial: both services run as they will in production and answer, and the site is there.
set -e
busybox wget -q -O- "$DELIVERY_URL_API/index.txt" | grep -q welcome
busybox wget -q -O- "$DELIVERY_URL_CART/index.txt" | grep -q cart
grep -q Coffee "$DELIVERY_CANDIDATES/site/dist/index.html"
