#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(7000) };
    int listener = socket(AF_INET, SOCK_STREAM, 0), client;

    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 8))
        return 1;
    while ((client = accept(listener, 0, 0)) >= 0) {
        const char *light = "two flashes every ten seconds\n";
        write(client, light, strlen(light));
        close(client);
    }
    return 1;
}
