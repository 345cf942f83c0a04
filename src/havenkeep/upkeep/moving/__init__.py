"""Taking one service whole to another installation, in a file that can be read without Havenkeep."""
