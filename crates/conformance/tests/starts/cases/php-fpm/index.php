<?php
echo "lamp lit\n";
