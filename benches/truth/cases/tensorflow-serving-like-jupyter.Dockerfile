FROM tensorflow/tensorflow:2.18.0-gpu-jupyter
RUN pip install --no-cache-dir tensorflow-hub matplotlib
COPY notebooks /tf/notebooks
