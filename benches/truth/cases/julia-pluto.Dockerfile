FROM julia:1.11-bookworm
RUN useradd -m pluto
USER pluto
WORKDIR /home/pluto
RUN julia -e 'import Pkg; Pkg.add("Pluto"); Pkg.precompile()'
EXPOSE 1234
CMD ["julia", "-e", "import Pluto; Pluto.run(host=\"0.0.0.0\", port=1234)"]
