FROM python:3.11-slim
WORKDIR /srv/flask
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt gunicorn
COPY app ./app
USER nobody
EXPOSE 8080
ENTRYPOINT ["gunicorn"]
CMD ["-b", ":8080", "app:create_app()"]
