FROM debian:bookworm-slim

RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      biber \
      fonts-liberation \
      latexmk \
      make \
      texlive-latex-extra \
      texlive-lang-german \
      texlive-xetex \
 && apt-get clean \
 && rm -rf /var/lib/apt/lists/*

WORKDIR /doc
VOLUME /doc
ENTRYPOINT ["latexmk"]
CMD ["-xelatex", "-interaction=nonstopmode", "main.tex"]
