FROM continuumio/miniconda3:24.9.2-0
WORKDIR /opt/pipeline
COPY environment.yml .
RUN conda env create -f environment.yml && conda clean -afy
SHELL ["conda", "run", "-n", "pipeline", "/bin/bash", "-c"]
COPY . .
ENTRYPOINT ["conda", "run", "--no-capture-output", "-n", "pipeline", "python", "run.py"]
