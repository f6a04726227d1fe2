FROM python:3.13-alpine
RUN adduser flask
WORKDIR /home/flask
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY --chown=flask . .
USER flask
CMD ["python", "-m", "flask", "run", "--host=0.0.0.0"]
