FROM python:3.13-slim

RUN useradd --create-home --uid 1200 app

WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .

USER app
# SQLite keeps its file beside the program
ENV DATABASE=/app/data.db
CMD ["python", "-m", "service"]
