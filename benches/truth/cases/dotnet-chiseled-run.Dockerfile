FROM mcr.microsoft.com/dotnet/aspnet:8.0-noble-chiseled
WORKDIR /app
RUN mkdir -p /app/data
COPY publish/ .
ENTRYPOINT ["dotnet", "Api.dll"]
