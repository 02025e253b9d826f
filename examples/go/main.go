// Sends one message, follows it to its receipt, then sends 1,000 over one stream.
package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"log"
	"os"
	"strconv"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"

	pb "smppproxy/sms/v1"
)

const streamCount = 1000

var (
	target = env("SMPP_TARGET", "127.0.0.1:44044")
	appID  = number("SMPP_APP_ID", "1")
	esme   = number("SMPP_ESME", "1000")
)

func main() {
	token := os.Getenv("SMPP_TOKEN")
	if token == "" {
		log.Fatal("SMPP_TOKEN: not set (expected: a token of the app)")
	}
	conn, err := grpc.NewClient(target, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		log.Fatal(err)
	}
	defer conn.Close()
	client := pb.NewSmsServiceClient(conn)
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	ctx = metadata.AppendToOutgoingContext(ctx,
		"authorization", "Bearer "+token, "app_id", strconv.FormatInt(appID, 10))

	sendOne(ctx, client)
	sendMany(ctx, client)
}

func sendOne(ctx context.Context, client pb.SmsServiceClient) {
	resp, err := client.SendMessage(ctx, request("998901234567", "Hello from Go"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("sent:", resp.Status, resp.MessageId, resp.SmsIds, resp.Error)
	if !resp.Success {
		os.Exit(1)
	}
	for {
		info, err := client.SmsInfo(ctx, &pb.SmsStatusRequest{Esme: esme, MessageId: resp.MessageId})
		if err != nil {
			log.Fatal(err)
		}
		if info.Status == "" && info.Error != "" {
			log.Fatal("SmsInfo: ", info.Error)
		}
		if info.Status != "submitted" {
			fmt.Println("receipt:", info.Status, info.Parts)
			return
		}
		time.Sleep(200 * time.Millisecond)
	}
}

// One goroutine sends, this one receives: waiting for each answer before the next message would cost a round trip per message.
func sendMany(ctx context.Context, client pb.SmsServiceClient) {
	stream, err := client.SendMessageStream(ctx)
	if err != nil {
		log.Fatal(err)
	}
	started := time.Now()
	go func() {
		for i := range streamCount {
			msg := request(fmt.Sprintf("99890%07d", i), fmt.Sprintf("Message %d", i))
			if err := stream.Send(msg); err != nil {
				log.Printf("send error: %v", err)
				return
			}
		}
		if err := stream.CloseSend(); err != nil {
			log.Printf("close error: %v", err)
		}
	}()
	submitted := 0
	for {
		resp, err := stream.Recv()
		if err == io.EOF {
			break
		}
		if err != nil {
			log.Fatal(err)
		}
		if resp.Success {
			submitted++
		} else {
			fmt.Printf("%s: %s: %s\n", resp.TransactionId, resp.Status, resp.Error)
		}
	}
	fmt.Printf("stream: %d of %d submitted in %.2f s\n", submitted, streamCount, time.Since(started).Seconds())
	if submitted != streamCount {
		os.Exit(1)
	}
}

func request(daddr, text string) *pb.SmsRequest {
	return &pb.SmsRequest{
		// The same transaction_id sent again within 24 hours is answered again and not sent again.
		TransactionId: rand.Text(),
		AppId:         appID,
		Esme:          esme,
		Saddr:         "MYBRAND",
		Daddr:         daddr,
		Message:       text,
	}
}

func env(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}

func number(name, otherwise string) int64 {
	value, err := strconv.ParseInt(env(name, otherwise), 10, 64)
	if err != nil {
		log.Fatalf("%s: %q (expected: a number)", name, env(name, otherwise))
	}
	return value
}
