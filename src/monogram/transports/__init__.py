"""Folders at suppliers and retailers: local, FTP, FTPS, SFTP, S3. No domain: what the files mean is for others."""
