FROM python:3.12-slim
RUN useradd --create-home --uid 1000 app
USER app
ENV PATH="/home/app/.local/bin:${PATH}"
WORKDIR /home/app/src
COPY --chown=app:app requirements.txt .
RUN pip install --user --no-cache-dir -r requirements.txt
COPY --chown=app:app . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8080"]
