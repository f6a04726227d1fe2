FROM nvcr.io/nvidia/tritonserver:24.12-py3
COPY --chown=triton-server:triton-server models/ /models/
USER triton-server
CMD ["tritonserver", "--model-repository=/models"]
