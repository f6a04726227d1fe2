FROM odoo:17.0

USER root
RUN apt-get update \
 && apt-get install -y --no-install-recommends git python3-paramiko \
 && rm -rf /var/lib/apt/lists/*

COPY requirements.txt /tmp/requirements.txt
RUN pip3 install --no-cache-dir -r /tmp/requirements.txt && rm /tmp/requirements.txt

COPY --chown=odoo:odoo ./addons /mnt/extra-addons
COPY --chown=odoo:odoo ./config/odoo.conf /etc/odoo/odoo.conf

# Third-party modules at fixed commits
RUN git clone --depth 1 --branch 17.0 https://git.example.com/oca/web.git /opt/oca/web \
 && git clone --depth 1 --branch 17.0 https://git.example.com/oca/server-tools.git /opt/oca/server-tools \
 && chown -R odoo:odoo /opt/oca

USER odoo
EXPOSE 8069 8072
