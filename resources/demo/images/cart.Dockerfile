FROM delivery-demo-base:1
WORKDIR /srv
COPY services/cart/requirements.txt /srv/
RUN sed 's/^/installed /' requirements.txt > installed.txt
COPY services/cart/docs /srv/docs
COPY services/cart/www /srv/www
EXPOSE 8080
CMD ["httpd", "-f", "-p", "8080", "-h", "/srv/www"]
