"""Sends one message, follows it to its receipt, then sends 1,000 over one stream."""

import os
import sys
import time
import uuid

import grpc
import sms_pb2
import sms_pb2_grpc

TARGET = os.environ.get("SMPP_TARGET", "127.0.0.1:44044")
APP_ID = int(os.environ.get("SMPP_APP_ID", "1"))
ESME = int(os.environ.get("SMPP_ESME", "1000"))
STREAM_COUNT = 1000


def request(daddr, text):
    # The same transaction_id sent again within 24 hours is answered again and not sent again.
    return sms_pb2.SmsRequest(
        transaction_id=str(uuid.uuid4()),
        app_id=APP_ID,
        esme=ESME,
        saddr="MYBRAND",
        daddr=daddr,
        message=text,
    )


def follow(stub, metadata, message_id):
    """Asks until the message has a final status."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        info = stub.SmsInfo(sms_pb2.SmsStatusRequest(esme=ESME, message_id=message_id), metadata=metadata)
        if info.error and not info.status:
            sys.exit(f"SmsInfo: {info.error}")
        if info.status != "submitted":
            return info
        time.sleep(0.2)
    sys.exit("no receipt within 60 s")


def main():
    token = os.environ.get("SMPP_TOKEN")
    if not token:
        sys.exit("SMPP_TOKEN: not set (expected: a token of the app)")
    metadata = [("authorization", f"Bearer {token}"), ("app_id", str(APP_ID))]
    with grpc.insecure_channel(TARGET) as channel:
        stub = sms_pb2_grpc.SmsServiceStub(channel)

        response = stub.SendMessage(request("998901234567", "Hello from Python"), metadata=metadata)
        print(f"sent: {response.status} {response.message_id} {list(response.sms_ids)} {response.error}")
        if not response.success:
            sys.exit(1)
        info = follow(stub, metadata, response.message_id)
        print(f"receipt: {info.status}, parts {dict(info.parts)}")

        requests = (request(f"99890{i:07d}", f"Message {i}") for i in range(STREAM_COUNT))
        started = time.monotonic()
        submitted = 0
        for response in stub.SendMessageStream(requests, metadata=metadata):
            if response.success:
                submitted += 1
            else:
                print(f"{response.transaction_id}: {response.status}: {response.error}")
        print(f"stream: {submitted} of {STREAM_COUNT} submitted in {time.monotonic() - started:.2f} s")
        if submitted != STREAM_COUNT:
            sys.exit(1)


if __name__ == "__main__":
    main()
