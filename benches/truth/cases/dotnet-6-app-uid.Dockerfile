FROM mcr.microsoft.com/dotnet/aspnet:6.0
WORKDIR /app
COPY publish/ .
USER $APP_UID
ENTRYPOINT ["dotnet", "Portal.dll"]
