FROM python:3.11-slim AS build
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --target=/deps -r requirements.txt

FROM gcr.io/distroless/python3-debian12:nonroot
COPY --from=build /deps /deps
COPY app /app
ENV PYTHONPATH=/deps
ENTRYPOINT []
CMD python /app/main.py
