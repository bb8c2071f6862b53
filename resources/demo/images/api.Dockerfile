FROM delivery-demo-base:1
WORKDIR /srv
COPY services/api/requirements.txt /srv/
RUN sed 's/^/installed /' requirements.txt > installed.txt
COPY packages/prices /srv/www/prices
COPY services/api/docs /srv/docs
COPY services/api/www /srv/www
EXPOSE 8080
CMD ["httpd", "-f", "-p", "8080", "-h", "/srv/www"]
