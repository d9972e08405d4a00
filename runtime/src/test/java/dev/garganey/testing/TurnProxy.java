package dev.garganey.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * TurnProxy stands between a driver and its server, passes on what they say, and counts the turns
 * of their conversation: each time that the driver speaks after the server did, or first of all.
 * What the server says can be held up, as a long way would do it.
 */
public final class TurnProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final String host;
  private final int port;
  private final long delayMillis;
  private final AtomicInteger turns = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger passing = new AtomicInteger();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /**
   * A proxy before a server.
   *
   * @param delayMillis for how long each word of the server is held up
   */
  public TurnProxy(String host, int port, long delayMillis) throws IOException {
    this.host = host;
    this.port = port;
    this.delayMillis = delayMillis;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("accepting", this::accept);
  }

  /** Where it listens, on this machine. */
  public int port() {
    return listening.getLocalPort();
  }

  /**
   * How many turns there were since the last {@link #reset}, on all connections together; a goodbye
   * is one, so this waits until all of them have ended.
   */
  public int turns() throws InterruptedException {
    awaitGoodbyes();
    return turns.get();
  }

  private void awaitGoodbyes() throws InterruptedException {
    while (passing.get() > 0) {
      Thread.sleep(5);
    }
  }

  /** How many connections there were since then. */
  public int connections() {
    return connections.get();
  }

  /** Counts from 0. */
  public void reset() throws InterruptedException {
    awaitGoodbyes();
    turns.set(0);
    connections.set(0);
  }

  private void accept() throws IOException {
    while (true) {
      Socket driver = listening.accept();
      Socket server = new Socket(host, port);
      driver.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      sockets.add(driver);
      sockets.add(server);
      connections.incrementAndGet();
      passing.addAndGet(2);
      Conversation conversation = new Conversation();
      start("driver", () -> pass(driver, server, 0, conversation::driverSpeaks));
      start("server", () -> pass(server, driver, delayMillis, conversation::serverSpeaks));
    }
  }

  /** Conversation knows who spoke last on one connection. */
  private final class Conversation {
    private boolean driverSpoke;

    synchronized void driverSpeaks() {
      if (!driverSpoke) {
        turns.incrementAndGet();
      }
      driverSpoke = true;
    }

    synchronized void serverSpeaks() {
      driverSpoke = false;
    }
  }

  private void pass(Socket from, Socket to, long delay, Runnable spoken) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        pause(delay);
        spoken.run();
        out.write(buffer, 0, read);
        out.flush();
      }
    } finally {
      passing.decrementAndGet();
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void start(String name, Job job) {
    Thread thread =
        new Thread(
            () -> {
              try {
                job.run();
              } catch (SocketException closed) {
                // One side hung up.
              } catch (IOException failure) {
                throw new java.io.UncheckedIOException(failure);
              }
            },
            "turn-proxy-" + name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  /** Job is what a thread does. */
  private interface Job {
    void run() throws IOException;
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
