FROM vllm/vllm-openai:v0.6.6
ENV HF_HOME=/models VLLM_USAGE_SOURCE=production-docker
RUN pip install --no-cache-dir modelscope
EXPOSE 8000
CMD ["--model", "/models/mistral", "--served-model-name", "mistral"]
