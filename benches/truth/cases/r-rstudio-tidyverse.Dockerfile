FROM rocker/tidyverse:4.4
ENV PASSWORD=rstudio
RUN install2.r --error --deps TRUE sf terra
COPY --chown=rstudio:rstudio project/ /home/rstudio/project/
EXPOSE 8787
