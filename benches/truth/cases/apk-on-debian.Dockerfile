FROM python:3.12-slim
RUN apk add --no-cache gcc musl-dev libffi-dev
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
CMD ["python", "bot.py"]
