# What one person's server holds on a JupyterHub: JupyterLab and the course's library, at the tested versions.
#   docker build --file hosting/notebooks.Dockerfile --tag registry.example.org/collabkit-notebooks:0.1.0 .
FROM python:3.13-slim
RUN useradd --create-home --uid 1000 jovyan
COPY . /course
# The hub and this image speak together, so this is the hub's version in the Helm chart that jupyterhub.yaml names.
RUN pip install --no-cache-dir --constraint /course/constraints.txt "/course[notebook]" jupyterhub==5.4.5 \
    && rm -r /course
USER jovyan
WORKDIR /home/jovyan
CMD ["jupyterhub-singleuser"]
