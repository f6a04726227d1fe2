FROM python:3.12-slim-bookworm
RUN useradd -m app
COPY requirements.txt .
RUN pip install --user --no-cache-dir -r requirements.txt gunicorn
ENV PATH=/root/.local/bin:$PATH
WORKDIR /app
COPY . .
USER app
CMD ["gunicorn", "-b", ":8000", "app:app"]
