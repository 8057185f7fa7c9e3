"""What stands between the network and the app: hosts, headers, and who may come in.

Plain ASGI around the whole server, so that nothing of it answers before this has looked. Where
sign-in is configured nobody who has not signed in reaches more than the health checks, the files
of the interface and the sign-in itself.
"""
