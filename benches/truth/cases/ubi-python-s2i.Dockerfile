FROM registry.access.redhat.com/ubi9/python-312:latest
COPY --chown=1001:0 requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY --chown=1001:0 . .
CMD ["gunicorn", "-b", ":8080", "wsgi"]
