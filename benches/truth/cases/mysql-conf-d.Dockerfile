FROM mysql:8.4
COPY my.cnf /etc/mysql/conf.d/my.cnf
COPY schema.sql /docker-entrypoint-initdb.d/01-schema.sql
EXPOSE 3306
