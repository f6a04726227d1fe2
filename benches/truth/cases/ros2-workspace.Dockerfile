FROM ros:jazzy-ros-base AS build
SHELL ["/bin/bash", "-c"]
RUN apt-get update && apt-get install -y --no-install-recommends \
      python3-colcon-common-extensions \
      ros-jazzy-nav2-bringup \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /ws
COPY src ./src
RUN source /opt/ros/jazzy/setup.bash \
 && apt-get update \
 && rosdep install -y --from-paths src --ignore-src \
 && colcon build --merge-install --install-base /opt/robot

FROM ros:jazzy-ros-core
SHELL ["/bin/bash", "-c"]
RUN apt-get update && apt-get install -y --no-install-recommends ros-jazzy-nav2-bringup && rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/robot /opt/robot
COPY --chmod=755 entrypoint.sh /entrypoint.sh
USER ubuntu
ENV ROS_DOMAIN_ID=7
ENTRYPOINT ["/entrypoint.sh"]
CMD ["ros2", "launch", "robot_bringup", "robot.launch.py"]
