#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(7100) };
    int listener = socket(AF_INET, SOCK_STREAM, 0), client;
    FILE *pid = fopen("/run/meter/meter.pid", "w");

    if (!pid) {
        perror("/run/meter/meter.pid");
        return 1;
    }
    fprintf(pid, "%d\n", getpid());
    fclose(pid);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 8))
        return 1;
    while ((client = accept(listener, 0, 0)) >= 0) {
        write(client, "4711 kWh\n", 9);
        close(client);
    }
    return 1;
}
