FROM rocker/shiny:4.4.2
RUN apt-get update && apt-get install -y --no-install-recommends libpq-dev && rm -rf /var/lib/apt/lists/*
RUN install2.r --error --skipinstalled shinydashboard DBI RPostgres
COPY app/ /srv/shiny-server/dashboard/
EXPOSE 3838
