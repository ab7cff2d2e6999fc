home-title = How are you today?
home-intro = Four minutes are enough. You can stop at any point and nothing is sent to anyone.
