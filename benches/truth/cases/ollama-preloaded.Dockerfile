FROM ollama/ollama:0.5.4
RUN ollama serve & server=$!; sleep 5; ollama pull llama3.2:1b; kill $server
EXPOSE 11434
