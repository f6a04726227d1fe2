ARG BUILD_FROM=ghcr.io/home-assistant/amd64-base:3.20
FROM $BUILD_FROM

RUN apk add --no-cache \
      python3 \
      py3-paho-mqtt \
      py3-requests

WORKDIR /app
COPY bridge.py /app/
COPY rootfs /

RUN chmod a+x /etc/services.d/bridge/run /etc/services.d/bridge/finish

LABEL io.hass.name="Bridge" \
      io.hass.description="Carries readings to MQTT" \
      io.hass.type="addon" \
      io.hass.arch="amd64"
