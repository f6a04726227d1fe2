FROM telegraf:1.32
COPY telegraf.conf /etc/telegraf/telegraf.conf
